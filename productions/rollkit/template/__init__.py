"""Roll templates: what one holds, which are valid, how two differ, and those that ship."""
