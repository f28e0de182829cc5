// Kpt is `kpt fn` alone, of its own source: the whole of kpt needs a module that registries lack, for commands of clusters.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/kptdev/kpt/commands/fn"
	"github.com/kptdev/kpt/pkg/printer"
)

func main() {
	ctx := printer.WithContext(context.Background(), printer.New(os.Stdout, os.Stderr))
	command := fn.GetCommand(ctx, "kpt")
	// kpt prints errors by itself, and has no usage behind them.
	command.SilenceUsage, command.SilenceErrors = true, true
	if err := command.ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
