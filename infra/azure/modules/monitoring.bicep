param prefix string
param suffix string
param location string
param logRetentionDays int

var monitoringDataReader = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  'b0d8363b-8ddd-447d-831f-62ca05bff136'
)

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${prefix}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logRetentionDays
    features: { disableLocalAuth: true }
  }
}

// Prometheus: infra/observability is written in its language.
resource metrics 'Microsoft.Monitor/accounts@2023-04-03' = {
  name: '${prefix}-metrics'
  location: location
}

resource grafana 'Microsoft.Dashboard/grafana@2023-09-01' = {
  name: '${prefix}${take(suffix, 8)}'
  location: location
  sku: { name: 'Standard' }
  identity: { type: 'SystemAssigned' }
  properties: {
    apiKey: 'Disabled'
    grafanaIntegrations: { azureMonitorWorkspaceIntegrations: [{ azureMonitorWorkspaceResourceId: metrics.id }] }
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(metrics.id, grafana.id, monitoringDataReader)
  scope: metrics
  properties: {
    roleDefinitionId: monitoringDataReader
    principalId: grafana.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

output logs string = logs.id
output metrics string = metrics.id
output grafana string = grafana.properties.endpoint
