"""Tables in the shapes that databases and programs have: known by their headings, read into rows of credits."""
