/* SPDX-License-Identifier: MIT */
/* booth: a ballot or a rating sheet on the laptop, one person at a time. Nothing of what others chose is on
 * it, and nothing of what one chose stays: not as a draft, not in what typing can bring back. */
#ifndef UI_BOOTH_H
#define UI_BOOTH_H

#include "workshop.h"

typedef enum {
    BOOTH_GROUP,  /* which stakeholder group; left out where there is one only */
    BOOTH_CHOICE, /* what is on the paper */
    BOOTH_TOKEN,  /* cast: the word that takes it back */
    BOOTH_CLEAR   /* the next person may come */
} BoothStep;

typedef struct Booth Booth;

/* What is cast, and how it is asked. */
typedef struct {
    const char *title; /* "Ballot" */
    const char *saved; /* "Your ballot is saved." */
    void (*begin)(Booth *booth);
    void (*draw)(Booth *booth, Grid *grid, Area area);
    /* What was typed was ended with Enter. Adds the command to *typed when all is said; else goes on to the
     * next thing. */
    bool (*enter)(Booth *booth, Str *typed);
    bool (*act)(Booth *booth, Action action);
    void (*count)(Booth *booth, size_t *given, size_t *here);
} BoothKind;

struct Booth {
    Capture *capture;
    const BoothKind *kind;
    BoothStep step;
    Field field;
    char **groups; /* names; "" for those without one */
    size_t group_count;
    size_t group; /* index */
    Str said;     /* what is wrong */
    char token[32];

    /* of a sheet */
    const Plan *matrix;
    size_t dimension;  /* being rated; as many as there are: all were */
    size_t first, end; /* those on this sheet */
    char (*levels)[8];
};

extern const BoothKind booth_ballot, booth_sheet;

void booth_say(Booth *booth, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What is typed goes, and with it all that could bring it back. */
void booth_forget(Booth *booth);
/* The row to type in, at the foot of the area, with what it is for before it. */
void booth_draw_field(Booth *booth, Grid *grid, Area area, const char *label);
/* Begins the command: `/ballot GROUP: `. */
void booth_add_command(const Booth *booth, Str *typed, const char *command);

#endif
