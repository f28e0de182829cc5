// Prometheus-rules reads a file of alerting rules as Prometheus does, and prints which alerts hold for the series on standard input, after ten minutes: a
// line each of JSON. Series stand there in the notation of Prometheus' own tests, one sample a minute.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/promqltest"
)

// When the alerts are asked for; the clock begins at 0.
const asked = 10 * time.Minute

type firing struct {
	Alert  string            `json:"alert"`
	Labels map[string]string `json:"labels"`
}

func main() {
	log.SetFlags(0)
	groups, faults := rulefmt.ParseFile(os.Args[1])
	for _, fault := range faults {
		log.Println(fault)
	}
	if len(faults) > 0 {
		os.Exit(1)
	}
	series, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	loader, err := promqltest.NewLazyLoader("load 1m\n"+string(series), promqltest.LazyLoaderOpts{})
	if err != nil {
		log.Fatal(err)
	}
	defer loader.Close()
	loader.WithSamplesTill(time.Unix(0, 0).Add(asked), func(err error) {
		if err != nil {
			log.Fatal(err)
		}
	})
	for _, group := range groups.Groups {
		for _, rule := range group.Rules {
			for _, labels := range holding(loader, rule.Expr.Value) {
				line, _ := json.Marshal(firing{Alert: rule.Alert.Value, Labels: labels})
				fmt.Println(string(line))
			}
		}
	}
}

// The labels of each series for which an expression holds.
func holding(loader *promqltest.LazyLoader, expression string) []map[string]string {
	ctx := context.Background()
	query, err := loader.QueryEngine().NewInstantQuery(ctx, loader.Queryable(), promql.NewPrometheusQueryOpts(false, 0), expression, time.Unix(0, 0).Add(asked))
	if err != nil {
		log.Fatal(err)
	}
	defer query.Close()
	vector, err := query.Exec(ctx).Vector()
	if err != nil {
		log.Fatal(err)
	}
	found := []map[string]string{}
	for _, sample := range vector {
		found = append(found, sample.Metric.Map())
	}
	return found
}
