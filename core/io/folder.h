/* SPDX-License-Identifier: MIT */
/*
 * Folders that files are opened beneath, and never outside of: neither ".."
 * nor a symbolic link leads out.  Private to the core.
 */
#ifndef DCI_FOLDER_H
#define DCI_FOLDER_H

/* The longest path beneath a folder, with its NUL. */
#define DCI_FOLDER_PATH_MAX 4096

/* Opens a folder for that; -1 with errno. */
int dci_folder_open(const char *path);

/* Opens the folder that the file `path` stands in; -1 with errno. */
int dci_folder_open_parent(const char *path);

/*
 * Opens the regular file `path`, which is relative, beneath the folder, for
 * reading; -1 with errno, which is EXDEV or ELOOP for a path that leads out
 * and EINVAL for what is no regular file.
 */
int dci_folder_open_file(int folder, const char *path);

/* Opens the folder `path` beneath the folder, for listing; -1 with errno. */
int dci_folder_open_below(int folder, const char *path);

#endif
