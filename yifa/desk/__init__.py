"""The staff's pages. They draw cases, registers, figures and procedures by themselves and know no field of work by name."""
