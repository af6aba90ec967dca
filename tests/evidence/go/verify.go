// Verify checks an exported log with the packages behind the Go checksum database, which know nothing of Yifa:
// the checkpoint with sumdb/note, the tree and its proofs with sumdb/tlog. It shares no code with yifa/evidence.
//
// Usage: verify FOLDER [OLDER-CHECKPOINT]
//
// It prints one line for each thing checked, and ends with status 1 at the first that fails.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// folder reads tiles from an exported log; tlog authenticates them against the checkpoint's root.
type folder string

func (f folder) Height() int                      { return height }
func (f folder) SaveTiles([]tlog.Tile, [][]byte)  {}
func (f folder) read(path string) ([]byte, error) { return os.ReadFile(filepath.Join(string(f), path)) }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := f.read(path(strconv.Itoa(tile.L), tile.N, tile.W))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// path is the place of a tile or bundle in the layout of C2SP tlog-tiles.
func path(level string, number int64, width int) string {
	text := fmt.Sprintf("%03d", number%1000)
	for number >= 1000 {
		number /= 1000
		text = fmt.Sprintf("x%03d/%s", number%1000, text)
	}
	if width < 1<<height {
		text += fmt.Sprintf(".p/%d", width)
	}
	return "tile/" + level + "/" + text
}

// head opens a checkpoint with the log's verifier key and takes its size and root.
func head(text []byte, verifier note.Verifier) (tlog.Tree, string) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 {
		fail("the checkpoint has too few lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	var hash tlog.Hash
	if copy(hash[:], root) != tlog.HashSize || len(root) != tlog.HashSize {
		fail("the checkpoint's root is not 32 bytes")
	}
	return tlog.Tree{N: size, Hash: hash}, lines[0]
}

func main() {
	log := folder(os.Args[1])
	key, err := log.read("public-key")
	must(err)
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	must(err)
	text, err := log.read("checkpoint")
	must(err)
	tree, origin := head(text, verifier)
	if origin != verifier.Name() {
		fail("the checkpoint is of " + origin + ", the key of " + verifier.Name())
	}
	fmt.Println("signature good:", origin, tree.N, tree.Hash)

	reader := tlog.TileHashReader(tree, log)
	entries := checkEntries(log, tree, reader)
	fmt.Println("entries good:", len(entries))
	checkProofs(tree, reader, entries)
	fmt.Println("inclusion proofs good")
	if len(os.Args) > 2 {
		text, err := os.ReadFile(os.Args[2])
		must(err)
		older, _ := head(text, verifier)
		proof, err := tlog.ProveTree(tree.N, older.N, reader)
		must(err)
		must(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
		fmt.Println("consistency good: from", older.N, "to", tree.N)
	}
}

// checkEntries compares each entry's hash with the authenticated tiles, and the whole tree with the root.
func checkEntries(log folder, tree tlog.Tree, reader tlog.HashReader) []tlog.Hash {
	var stored, leaves []tlog.Hash
	kept := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	for start := int64(0); start < tree.N; start += 1 << height {
		width := int(tree.N - start)
		if width > 1<<height {
			width = 1 << height
		}
		data, err := log.read(path("entries", start>>height, width))
		must(err)
		for i := 0; i < width; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				fail(fmt.Sprintf("the bundle of entry %d is cut short", start))
			}
			size := int(binary.BigEndian.Uint16(data))
			leaf := tlog.RecordHash(data[2 : 2+size])
			data = data[2+size:]
			position := start + int64(i)
			found, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, position)})
			must(err)
			if found[0] != leaf {
				fail(fmt.Sprintf("entry %d is not the one in the tree", position))
			}
			hashes, err := tlog.StoredHashesForRecordHash(position, leaf, kept)
			must(err)
			stored = append(stored, hashes...)
			leaves = append(leaves, leaf)
		}
		if len(data) != 0 {
			fail(fmt.Sprintf("the bundle of entry %d is too long", start))
		}
	}
	root, err := tlog.TreeHash(tree.N, kept)
	must(err)
	if tree.N > 0 && root != tree.Hash {
		fail("the root over the entries is not the checkpoint's")
	}
	return leaves
}

// checkProofs makes an inclusion proof from the tiles for about a hundred entries and checks it.
func checkProofs(tree tlog.Tree, reader tlog.HashReader, leaves []tlog.Hash) {
	step := tree.N/97 + 1
	for position := int64(0); position < tree.N; position += step {
		proof, err := tlog.ProveRecord(tree.N, position, reader)
		must(err)
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, position, leaves[position]))
	}
}

func must(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(why string) {
	fmt.Println("FAILED:", why)
	os.Exit(1)
}
