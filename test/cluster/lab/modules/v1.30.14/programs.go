//go:build tools

// Package programs names the program of Kubernetes that the laboratory runs, so that go.mod holds what it needs.
package programs

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
)
