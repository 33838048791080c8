"""What goes in and out: one field for each column, one spelling everywhere."""
