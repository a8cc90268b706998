/* SPDX-License-Identifier: MIT */
/* The lab's study on two laptops. */
#include "lab.h"
#include "rir/parcel.h"
#include "rir/upkeep.h"

Store *lab_copy_study(void)
{
    char path[192];
    while (store_do_idle(lab_store))
        ;
    store_close(lab_store);
    snprintf(path, sizeof path, "cp %s/study.rir %s/other.rir", lab_folder, lab_folder);
    assert_int_equal(system(path), 0);
    snprintf(path, sizeof path, "%s/study.rir", lab_folder);
    lab_store = store_open(path, STORE_WRITE, "Ada", &lab_err);
    snprintf(path, sizeof path, "%s/other.rir", lab_folder);
    Store *other = store_open(path, STORE_WRITE, "Ben", &lab_err);
    assert_non_null(lab_store);
    assert_non_null(other);
    return other;
}

static int take_event(void *context, const Event *event, Err *err)
{
    return parcel_take(context, event, err);
}

ParcelResult lab_send_all(Store *from, Store *to, const char *held)
{
    ParcelResult result = {0};
    Parcel *parcel = parcel_begin(to, &lab_err);
    if (!parcel || parcel_send(from, held, take_event, parcel, &lab_err) != 0 ||
        parcel_finish(parcel, &result, &lab_err) != 0)
        fail_msg("%s", lab_err.text);
    return result;
}

ParcelResult lab_send(Store *from, Store *to)
{
    Str held = STR_EMPTY;
    assert_int_equal(parcel_add_held(to, &held, &lab_err), 0);
    ParcelResult result = lab_send_all(from, to, str_text(&held));
    str_free(&held);
    return result;
}

void lab_assert_same(Store *a, Store *b)
{
    Digest one, other;
    assert_int_equal(upkeep_find_digest(a, &one, &lab_err), 0);
    assert_int_equal(upkeep_find_digest(b, &other, &lab_err), 0);
    assert_memory_equal(one.bytes, other.bytes, sizeof one.bytes);
}
