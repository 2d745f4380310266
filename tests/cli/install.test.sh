# `cmake --install`: the program works from where it was put and finds its lexicons, manual and completions there.
source "$(dirname "$0")/support.sh"
prefix=$work/usr
expect 0 cmake --install "$(dirname "$CONCORD")" --prefix "$prefix"

expect 0 "$prefix/bin/concord" version
says out "lexicons $prefix/share/concord/lexicons"
for file in "$SOURCE"/lexicons/actors/*.yaml "$SOURCE"/lexicons/themes/*.yaml; do
  [ ! -e "$file" ] || same "$file" "$prefix/share/concord/${file#"$SOURCE/"}"
done

same "$SOURCE/lexicons/schema.json" "$prefix/share/concord/lexicons/schema.json"

# A page for each command that --help lists; groff has no complaint about any.
for command in init generate version; do
  [ -s "$prefix/share/man/man1/concord-$command.1" ] || wrong "no man page for $command"
done
if command -v groff >/dev/null; then
  for page in "$prefix"/share/man/man1/*.1; do
    expect 0 groff -man -Tutf8 -ww -z "$page"
    silent err
  done
fi

# The completions propose commands, options and choices.
completion=$prefix/share/bash-completion/completions/concord
propose() {
  bash --norc -c "source '$completion'; COMP_WORDS=($1); COMP_CWORD=$2; COMP_LINE='$1'; COMP_POINT=${#1}; _concord; echo \"\${COMPREPLY[*]}\"" >"$work/out" 2>"$work/err"
  silent err
}
propose "concord in" 1; says out init
propose "concord init --fo" 2; says out --format
propose "concord init --format js" 3; says out "json jsonl"
propose "concord generate comp" 2; says out completion
propose "concord generate completion z" 3; says out zsh
for shell in bash zsh fish; do
  ! command -v $shell >/dev/null || case $shell in
    bash) expect 0 bash -n "$completion" ;;
    zsh) expect 0 zsh -n "$prefix/share/zsh/vendor-completions/_concord" ;;
    fish) expect 0 fish -n "$prefix/share/fish/vendor_completions.d/concord.fish" ;;
  esac
done
finish
