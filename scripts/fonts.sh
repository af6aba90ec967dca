#!/bin/sh
# Obtains the free fonts that official documents are set in, from Debian's packages, into var/fonts.
# Only the few font files are unpacked; nothing is installed on the machine. Run again, it does nothing.
#   sh scripts/fonts.sh [FOLDER]
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-"$here/var/fonts"}
fandol=usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
noto=usr/share/fonts/opentype/noto
wanted="
texlive-lang-chinese $fandol/FandolFang-Regular.otf
texlive-lang-chinese $fandol/FandolKai-Regular.otf
texlive-lang-chinese $fandol/FandolHei-Regular.otf
texlive-lang-chinese $fandol/FandolSong-Regular.otf
fonts-noto-cjk $noto/NotoSerifCJK-Regular.ttc
fonts-noto-cjk $noto/NotoSerifCJK-Bold.ttc
fonts-noto-cjk $noto/NotoSansCJK-Regular.ttc
"

advice() {
    echo "fonts: 缺少公文字体。请把 texlive-lang-chinese（Fandol 字体）和 fonts-noto-cjk 两个软件包中的字体文件放入 $folder。" >&2
    echo "fonts: Fonts for official documents are missing: put the Fandol fonts (package texlive-lang-chinese) and the Noto CJK fonts (package fonts-noto-cjk) into $folder." >&2
}

# Names of the packages of which a file is neither in the folder nor installed on the machine (installed ones are linked).
missing() {
    echo "$wanted" | while read -r package path; do
        [ -n "$package" ] || continue
        name=$(basename "$path")
        [ -s "$folder/$name" ] && continue
        if [ -s "/$path" ]; then ln -sf "/$path" "$folder/$name"; else echo "$package"; fi
    done | sort -u
}

mkdir -p "$folder"
packages=$(missing)
if [ -z "$packages" ]; then
    echo "fonts: 字体齐备 ready ($folder)"
    exit 0
fi
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    advice
    exit 1
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
chmod 755 "$scratch"
number=0
total=$(echo "$packages" | wc -w)
for package in $packages; do
    number=$((number + 1))
    echo "fonts: [$number/$total] 下载 downloading $package …"
    if ! (cd "$scratch" && apt-get download -qq "$package" >"$scratch/log" 2>&1); then
        # A fresh machine has no package lists yet; fetching them needs root.
        if ! { apt-get update -qq >>"$scratch/log" 2>&1 &&
            (cd "$scratch" && apt-get download -qq "$package" >>"$scratch/log" 2>&1); }; then
            tail -n 3 "$scratch/log" >&2
            advice
            exit 1
        fi
    fi
    paths=$(echo "$wanted" | awk -v package="$package" '$1 == package { print "./" $2 }')
    # shellcheck disable=SC2086  # the paths are several words on purpose
    dpkg-deb --fsys-tarfile "$scratch/$package"_*.deb | tar -x -C "$scratch" $paths
    for path in $paths; do
        mv -f "$scratch/$path" "$folder/"
    done
    rm -f "$scratch/$package"_*.deb
done
echo "fonts: 字体已备好 installed in $folder"
