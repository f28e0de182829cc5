//go:build tools

// Package programs names the policy engine that the laboratory runs beside its own, so that go.mod holds what it needs.
package programs

import _ "sigs.k8s.io/kube-network-policies/cmd"
