// Traefik-routes prints what Traefik would route by: the configuration that its own Kubernetes providers make of the objects in a cluster.
// The server address, a token's file and the certificate authority's file are arguments; what follows are entry points of Gateways as NAME=:PORT.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"strings"
	"time"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/provider/kubernetes/crd"
	"github.com/traefik/traefik/v3/pkg/provider/kubernetes/gateway"
	"github.com/traefik/traefik/v3/pkg/provider/kubernetes/ingress"
	"github.com/traefik/traefik/v3/pkg/safe"
	"github.com/traefik/traefik/v3/pkg/types"
)

// What every provider can do.
type provider interface {
	Init() error
	Provide(configurations chan<- dynamic.Message, pool *safe.Pool) error
}

// Long enough for the caches of a quiet cluster to fill; the last configuration counts.
const quiet = 3 * time.Second

func main() {
	server, token, authority := os.Args[1], types.FileOrContent(os.Args[2]), os.Args[3]
	entryPoints := map[string]gateway.Entrypoint{}
	for _, argument := range os.Args[4:] {
		name, address, _ := strings.Cut(argument, "=")
		entryPoints[name] = gateway.Entrypoint{Address: address}
	}
	routes := &gateway.Provider{Endpoint: server, Token: token, CertAuthFilePath: authority, EntryPoints: entryPoints, ExperimentalChannel: true}
	providers := []provider{
		&ingress.Provider{Endpoint: server, Token: token, CertAuthFilePath: authority, AllowEmptyServices: true},
		&crd.Provider{Endpoint: server, Token: token, CertAuthFilePath: authority, AllowEmptyServices: true},
	}
	if len(entryPoints) > 0 {
		routes.SetDefaults()
		providers = []provider{routes}
	}

	pool := safe.NewPool(context.Background())
	configurations := make(chan dynamic.Message, 100)
	for _, one := range providers {
		if err := one.Init(); err != nil {
			log.Fatal(err)
		}
		if err := one.Provide(configurations, pool); err != nil {
			log.Fatal(err)
		}
	}

	last := map[string]*dynamic.Configuration{}
	for {
		select {
		case message := <-configurations:
			last[message.ProviderName] = message.Configuration
		case <-time.After(quiet):
			if err := json.NewEncoder(os.Stdout).Encode(last); err != nil {
				log.Fatal(err)
			}
			os.Exit(0)
		}
	}
}
