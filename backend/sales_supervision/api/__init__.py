"""The HTTP interface: routes, schemas, problem details."""
