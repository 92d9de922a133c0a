"""The watch-folder daemon: takes files from an inbox, has them read, and puts them away."""
