/** A cluster as kubectl prints it, generated from numbers, so that two runs are comparable. */

/** A pod as kubectl prints it, with the fields that make up most of the text. Every pod has its own labels. */
const pod = (index, namespaces, perNamespace) => {
  const namespace = index % namespaces;
  const app = Math.floor(index / namespaces) % Math.ceil(perNamespace / 2);
  return `- apiVersion: v1
  kind: Pod
  metadata:
    annotations:
      cni.projectcalico.org/podIP: 10.${index >> 16}.${(index >> 8) & 255}.${index & 255}/32
      kubectl.kubernetes.io/restartedAt: "2024-05-01T10:00:00Z"
    creationTimestamp: "2024-05-01T10:00:00Z"
    generateName: app-${app}-7d77fb55cc-
    labels:
      app: app-${app}
      tier: ${['web', 'cache', 'store'][app % 3]}
      statefulset.kubernetes.io/pod-name: app-${app}-${index}
    name: app-${app}-${index}
    namespace: ns-${namespace}
    ownerReferences:
    - apiVersion: apps/v1
      blockOwnerDeletion: true
      controller: true
      kind: ReplicaSet
      name: app-${app}-7d77fb55cc
      uid: b2fab911-9f04-4949-a106-${index}
  spec:
    containers:
    - env:
      - name: CONFIG
        value: /etc/app/config.yaml
      - name: POD_IP
        valueFrom:
          fieldRef:
            apiVersion: v1
            fieldPath: status.podIP
      image: registry.example.org/app-${app}:1.2.3
      imagePullPolicy: IfNotPresent
      livenessProbe:
        failureThreshold: 3
        httpGet:
          path: /healthz
          port: http
          scheme: HTTP
        periodSeconds: 10
      name: main
      ports:
      - containerPort: ${8000 + app}
        name: http
        protocol: TCP
      - containerPort: 9090
        name: metrics
        protocol: TCP
      resources:
        limits:
          cpu: 500m
          memory: 512Mi
        requests:
          cpu: 10m
          memory: 64Mi
      securityContext: {}
      volumeMounts:
      - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
        name: kube-api-access-${index}
        readOnly: true
    dnsPolicy: ClusterFirst
    nodeName: node-${index % 50}
    restartPolicy: Always
    serviceAccountName: default
    tolerations:
    - effect: NoExecute
      key: node.kubernetes.io/not-ready
      operator: Exists
      tolerationSeconds: 300
    volumes:
    - name: kube-api-access-${index}
      projected:
        defaultMode: 420
        sources:
        - serviceAccountToken:
            expirationSeconds: 3607
            path: token
  status:
    conditions:
    - lastTransitionTime: "2024-05-01T10:00:00Z"
      status: "True"
      type: Ready
    containerStatuses:
    - containerID: containerd://0123456789abcdef${index}
      image: registry.example.org/app-${app}:1.2.3
      name: main
      ready: true
      restartCount: 0
    hostIP: 172.18.0.4
    phase: Running
    podIP: 10.${index >> 16}.${(index >> 8) & 255}.${index & 255}
    podIPs:
    - ip: 10.${index >> 16}.${(index >> 8) & 255}.${index & 255}
`;
};

/** Every namespace is closed, and opens to some labels of its own and of others, to named ports and to blocks. */
const policy = (index, namespaces) => {
  const namespace = index % namespaces;
  const round = Math.floor(index / namespaces);
  const rules =
    round === 0
      ? ''
      : `
    - from:
      - podSelector:
          matchExpressions:
          - key: tier
            operator: In
            values:
            - web
            - cache
      - namespaceSelector:
          matchLabels:
            team: team-${(index * 7) % 20}
        podSelector:
          matchLabels:
            app: app-${index % 13}
      - ipBlock:
          cidr: 192.168.${index % 256}.0/24
          except:
          - 192.168.${index % 256}.${(index * 4) % 252}/30
      ports:
      - port: http
        protocol: TCP
      - endPort: 9100
        port: 9090
        protocol: TCP`;
  return `- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    name: policy-${index}
    namespace: ns-${namespace}
  spec:
    ingress:${rules === '' ? ' []' : rules}
    podSelector:${round === 0 ? ' {}' : `\n      matchLabels:\n        app: app-${index % 13}`}
    policyTypes:
    - Ingress
`;
};

function cluster(pods, policies, namespaces) {
  const text = ['apiVersion: v1\nitems:\n'];
  for (let index = 0; index < namespaces; index++) {
    text.push(`- apiVersion: v1\n  kind: Namespace\n  metadata:\n    labels:\n      team: team-${index % 20}\n    name: ns-${index}\n`);
  }
  for (let index = 0; index < pods; index++) text.push(pod(index, namespaces, pods / namespaces));
  for (let index = 0; index < policies; index++) text.push(policy(index, namespaces));
  text.push('kind: List\nmetadata:\n  resourceVersion: ""\n');
  return text.join('');
}

module.exports = { cluster };
