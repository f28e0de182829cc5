//go:build tools

// Package programs names the program that the laboratory runs, so that go.mod holds what it needs.
package programs

import _ "sigs.k8s.io/kustomize/kustomize/v5"
