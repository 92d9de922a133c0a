"""The closed lists of telecom: its services and authorities, and scopes made of them."""
