# shellcheck shell=bash
# How CUPS prints for the kiosk, put into a cupsd.conf: by install.sh into the machine's, by the tests into one of their
# own. Sourced after setup.sh, which says how to refuse.
cups_settings=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Settle a cupsd.conf: the kiosk's directives, the policy of its own queues, and a policy for all others. Done again, it
# changes nothing.
settle_cups() {
    local file=$1 name value
    # What is added goes on lines of its own.
    [ -z "$(tail -c 1 "$file")" ] || echo >>"$file"
    while read -r name value; do
        set_cups_directive "$file" "$name" "$value"
    done < <(grep -v '^#' "$cups_settings/cupsd.directives")
    need_default_policy "$file"
    # The kiosk's own right; kiosk.service gives it to the queues of the settings, whenever they were made.
    sed -i '/^<Policy kiosk>/,/^<\/Policy>/d' "$file"
    grep -v '^#' "$cups_settings/kiosk.policy" >>"$file"
}

# Give a directive its value, in place where it stands, at the end where it does not.
set_cups_directive() {
    local file=$1 name=$2 value=$3
    if grep -qi "^$name\b" "$file"; then
        sed -i "s/^$name\b.*/$name $value/I" "$file"
    else
        printf '%s %s\n' "$name" "$value" >>"$file"
    fi
}

# Declare the policy "default" where nobody did, as CUPS' package ships it. Since 2.4.3 (Debian 13, Ubuntu 24.04) the one
# that cupsd makes up in its place guards the first operation of each list alone: anybody may start, empty, add and delete
# any queue, the kiosk's too, for adding and deleting is asked of this policy whatever the queue's own.
need_default_policy() {
    local file=$1 shipped=/usr/share/cups/cupsd.conf.default policy
    ! grep -qiE '^[[:space:]]*<Policy[[:space:]]+default[[:space:]]*>' "$file" || return 0
    policy=$(sed -n '/^<Policy default>/,/^<\/Policy>/p' "$shipped")
    [ -n "$policy" ] || refuse "$file declares no <Policy default>, and there is none in $shipped: CUPS would let anybody do anything."
    printf '%s\n' "$policy" >>"$file"
}

# Take the kiosk out of a cupsd.conf: its policy, and its directives as far as they still say what it wrote. What the
# package ships for one of them comes back.
unsettle_cups() {
    local file=$1 shipped=/usr/share/cups/cupsd.conf.default name value was
    sed -i '/^<Policy kiosk>/,/^<\/Policy>/d' "$file"
    while read -r name value; do
        was=$(grep -i "^$name\b" "$shipped" 2>/dev/null | head -n 1) || was=
        sed -i "s/^$name $value\$/${was//\//\\/}/" "$file"
    done < <(grep -v '^#' "$cups_settings/cupsd.directives")
    # Where nothing came back an empty line is left: two in a row become one, and none ends the file.
    sed -i '/^$/N;/^\n$/D' "$file"
    sed -i '${/^$/d}' "$file"
}
