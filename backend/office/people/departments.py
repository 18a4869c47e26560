"""The department that forms propose (部门); others are typed."""

CIVIL_AFFAIRS = "民政"
