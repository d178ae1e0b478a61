param prefix string
param location string

@description('Name of the AKS cluster, whose agents scrape the silos.')
param cluster string

@description('Azure Monitor workspace that keeps the metrics.')
param workspace string
param alertEmail string

var groups = loadYamlContent('../../observability/alerts.yaml').groups
var severities = { critical: 1, warning: 2, info: 3 }

resource aks 'Microsoft.ContainerService/managedClusters@2025-01-01' existing = {
  name: cluster
}

resource entry 'Microsoft.Insights/dataCollectionEndpoints@2023-03-11' = {
  name: '${prefix}-metrics'
  location: location
  kind: 'Linux'
  properties: {}
}

resource collection 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: '${prefix}-metrics'
  location: location
  kind: 'Linux'
  properties: {
    dataCollectionEndpointId: entry.id
    dataSources: {
      prometheusForwarder: [{ name: 'prometheus', streams: ['Microsoft-PrometheusMetrics'], labelIncludeFilter: {} }]
    }
    destinations: { monitoringAccounts: [{ name: 'workspace', accountResourceId: workspace }] }
    dataFlows: [{ streams: ['Microsoft-PrometheusMetrics'], destinations: ['workspace'] }]
  }
}

resource collected 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = {
  name: 'metrics'
  scope: aks
  properties: { dataCollectionRuleId: collection.id }
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${prefix}-operators'
  location: 'global'
  properties: {
    groupShortName: take(prefix, 12)
    enabled: true
    emailReceivers: [{ name: 'operators', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

// The rules that Prometheus loads elsewhere, one group each.
resource rules 'Microsoft.AlertsManagement/prometheusRuleGroups@2023-03-01' = [
  for group in groups: {
    name: '${prefix}-${group.name}'
    location: location
    properties: {
      enabled: true
      clusterName: cluster
      scopes: [workspace, aks.id]
      interval: 'PT1M'
      rules: [
        for rule in group.rules: {
          alert: rule.alert
          enabled: true
          expression: rule.expr
          for: 'PT${toUpper(rule.for)}'
          severity: severities[rule.labels.severity]
          labels: rule.labels
          annotations: rule.annotations
          actions: [{ actionGroupId: operators.id }]
          resolveConfiguration: { autoResolved: true, timeToResolve: 'PT5M' }
        }
      ]
    }
  }
]
