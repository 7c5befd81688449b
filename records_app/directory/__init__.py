"""The agencies we ship: tables of public-domain data and their reader."""
