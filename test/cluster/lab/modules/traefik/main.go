// Traefik-routes prints what Traefik would route by: the configuration that its own Kubernetes providers make of the objects in a cluster.
// The server's address, a token's file, the certificate authority's file and the class that it serves, empty for none, are arguments; what follows are the
// entry points of Gateways as NAME=:PORT.
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

// The last configuration counts. After so long without a new one there will be none; the Gateway provider never rests, since it writes status itself.
const (
	quiet = 3 * time.Second
	most  = 10 * time.Second
)

func main() {
	server, token, authority, class := os.Args[1], types.FileOrContent(os.Args[2]), os.Args[3], os.Args[4]
	entryPoints := map[string]gateway.Entrypoint{}
	for _, argument := range os.Args[5:] {
		name, address, _ := strings.Cut(argument, "=")
		entryPoints[name] = gateway.Entrypoint{Address: address}
	}
	routes := &gateway.Provider{Endpoint: server, Token: token, CertAuthFilePath: authority, EntryPoints: entryPoints, ExperimentalChannel: true}
	providers := []provider{
		&ingress.Provider{Endpoint: server, Token: token, CertAuthFilePath: authority, AllowEmptyServices: true, IngressClass: class},
		&crd.Provider{Endpoint: server, Token: token, CertAuthFilePath: authority, AllowEmptyServices: true, IngressClass: class},
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
	end := time.After(most)
	for settled := false; !settled; {
		select {
		case message := <-configurations:
			last[message.ProviderName] = message.Configuration
		case <-time.After(quiet):
			settled = true
		case <-end:
			settled = true
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(last); err != nil {
		log.Fatal(err)
	}
}
