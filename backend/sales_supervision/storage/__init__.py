"""Everything that touches the database: engine, tables, migrations, one class a kind of record."""
