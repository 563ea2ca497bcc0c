"""The body chart drawn from its tables: outline and shading from a mesh, muscles and zones from curves."""
