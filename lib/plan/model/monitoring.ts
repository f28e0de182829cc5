import type { Labels } from '../../base/labels';

/** How Prometheus monitors the exposed ports, through the blackbox exporter. */
export interface PlannedMonitoring {
  readonly exporter: {
    readonly namespace: string;
    readonly podLabels: Labels;
    /** Host and port of the exporter for Prometheus. */
    readonly address: string;
  };
  /** Labels by which Prometheus selects the objects. */
  readonly labels: Labels;
  /** Name that the certificates should have. @default - settings name no mail server, so names are not checked */
  readonly hostname?: string;
  /** By port number. */
  readonly probes: readonly PlannedProbe[];
  /** Exposed ports that are not probed. */
  readonly notProbed: readonly { readonly port: string; readonly reason: string }[];
  /** Modules of the exporter, by name, as its configuration has them. */
  readonly modules: Readonly<Record<string, ProbeModule>>;
  /** Name of the ConfigMap that holds the modules, in the namespace of the exporter. */
  readonly modulesName: string;
  /** Name of the PrometheusRule. */
  readonly ruleName: string;
  /** Name of the ConfigMap of the dashboard. @default - none */
  readonly dashboardName?: string;
}

/** A port that is probed periodically. */
export interface PlannedProbe {
  readonly name: string;
  readonly port: string;
  readonly workload: string;
  /** Whether the probe goes to the Service of the component, or to the host name, through what stands in front. */
  readonly way: 'inside' | 'public';
  readonly module: string;
  /** Hosts with ports, or URLs. */
  readonly targets: readonly string[];
  /** Host name in TLS and HTTP. @default - the host of the target */
  readonly askedFor?: string;
  /** Whether the certificate should have the name of the mail server. */
  readonly bearsHostname: boolean;
  /** What the probe tries; follows "Probes PORT:". */
  readonly tries: string;
}

/** A module of the blackbox exporter 0.24 or later, as in its configuration. */
export interface ProbeModule {
  readonly prober: 'tcp' | 'http';
  readonly timeout: string;
  readonly tcp?: {
    readonly query_response?: readonly { readonly expect?: string; readonly send?: string; readonly starttls?: boolean }[];
    readonly tls?: boolean;
    readonly tls_config?: { readonly insecure_skip_verify: boolean };
  };
  readonly http?: {
    readonly valid_status_codes: readonly number[];
    readonly follow_redirects: boolean;
    readonly fail_if_not_ssl?: boolean;
    readonly fail_if_header_not_matches?: readonly { readonly header: string; readonly regexp: string }[];
    readonly tls_config?: { readonly insecure_skip_verify: boolean };
  };
}
