"""What a certificate says, drawn at random: company, grant, services, sites, use restrictions."""
