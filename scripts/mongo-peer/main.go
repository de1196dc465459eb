// A server of MongoDB's wire protocol on SQLite, for tests: FerretDB as a library behind a gate. Its address goes to
// standard output; it runs until it is told to stop. FerretDB changes a document by finding it and then writing by its
// id; MongoDB does both in one step. The gate lets one command in at a time, so that one command is one step here too.
package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	folder := os.Args[1]
	socket := filepath.Join(folder, "peer.sock")
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{Unix: socket},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + folder + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		log.Fatal(err)
	}
	gate, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go letIn(gate, socket)
	fmt.Printf("mongodb://%s/\n", gate.Addr())
	if err := server.Run(ctx); err != nil {
		log.Fatal(err)
	}
}

func letIn(gate net.Listener, socket string) {
	var oneAtATime sync.Mutex
	for {
		client, err := gate.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go serve(client, socket, &oneAtATime)
	}
}

func serve(client net.Conn, socket string, oneAtATime *sync.Mutex) {
	defer client.Close()
	server, err := net.Dial("unix", socket)
	if err != nil {
		return
	}
	defer server.Close()
	for {
		request, err := readMessage(client)
		if err != nil {
			return
		}
		answer, err := ask(server, request, oneAtATime)
		if err != nil {
			return
		}
		if _, err := client.Write(answer); err != nil {
			return
		}
	}
}

func ask(server net.Conn, request []byte, oneAtATime *sync.Mutex) ([]byte, error) {
	oneAtATime.Lock()
	defer oneAtATime.Unlock()
	if _, err := server.Write(request); err != nil {
		return nil, err
	}
	return readMessage(server)
}

// Every message begins with its length: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
func readMessage(from io.Reader) ([]byte, error) {
	head := make([]byte, 4)
	if _, err := io.ReadFull(from, head); err != nil {
		return nil, err
	}
	message := make([]byte, binary.LittleEndian.Uint32(head))
	copy(message, head)
	_, err := io.ReadFull(from, message[4:])
	return message, err
}
