# SPDX-License-Identifier: MIT
# Turns a file of SQL into an array of its lines, so that the schema is kept and read as SQL.
BEGIN {
    print "/* Made from " name ".sql. */"
    print "extern const char *const schema_" name "[];"
    print "const char *const schema_" name "[] = {"
}
{
    gsub(/\\/, "\\\\")
    gsub(/"/, "\\\"")
    print "    \"" $0 "\\n\","
}
END {
    print "    0"
    print "};"
}
