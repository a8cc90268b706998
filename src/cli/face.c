/* SPDX-License-Identifier: MIT */
/* Choosing the face of a session. */
#include "face.h"

#include "lines.h"
#include "rir/file.h"

bool face_is_lines(const Call *call)
{
    return call_has_option(call, "lines") || !file_is_terminal(0) || !file_is_terminal(1);
}

int face_run(Call *call, Session *session, Err *err)
{
    if (call_flush(call, err) != 0) {
        session_close(session, NULL);
        return -1;
    }
    return lines_run(session, err);
}
