"""The local stack: database, broker, object store and the application's processes (本机服务)."""
