// Package ext stands in for a module of Traefik's that the registries do not have. It holds what Traefik adds to its open version: nothing.
package ext

// HTTP has no fields.
type HTTP struct{}

// Router has no fields.
type Router struct{}
