/* SPDX-License-Identifier: MIT */
/* activity: what a heading of a workshop says besides what any topic says, and whether it makes sense. */
#ifndef GUIDE_ACTIVITY_H
#define GUIDE_ACTIVITY_H

#include "attribute.h"
#include "reader.h"

#define ACTIVITY_MOST_RANK 20
#define ACTIVITY_MOST_DOTS 50
#define ACTIVITY_MOST_ROUNDS 9

/* Sets what concerns activities in the topic: as given, else as the method is usually done. Reports
 * attributes that do not go with the method. Of a topic that is no activity everything is "" and 0. */
void activity_take(Reader *reader, Topic *topic, const Attributes *attributes);
/* Reports a workshop whose activities take longer than the workshop. */
void activity_check_minutes(Reader *reader);

#endif
