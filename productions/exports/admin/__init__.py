from productions.exports.admin import exports

__all__ = ["exports"]
