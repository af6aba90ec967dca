"""Many bureaus' years added up: packages that prove whose they are, one text of SQL, two engines with one result."""
