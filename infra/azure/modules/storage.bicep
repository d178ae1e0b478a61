param prefix string
param suffix string
param location string

@description('Principal of the silos.')
param writer string
param endpointSubnet string
param network string

@description('Log Analytics workspace.')
param logs string

var storageTableDataContributor = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
)

// Journals are evidence: three zones, no keys, no way in but the private endpoint, and no deleting it by mistake.
resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: toLower('${prefix}${suffix}')
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
  }

  // Silos create the table themselves.
  resource tables 'tableServices' = { name: 'default' }
}

resource kept 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'journals-are-evidence'
  scope: account
  properties: { level: 'CanNotDelete' }
}

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, prefix, storageTableDataContributor)
  scope: account
  properties: {
    roleDefinitionId: storageTableDataContributor
    principalId: writer
    principalType: 'ServicePrincipal'
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: '${prefix}-tables'
  location: location
  properties: {
    subnet: { id: endpointSubnet }
    privateLinkServiceConnections: [
      { name: 'tables', properties: { privateLinkServiceId: account.id, groupIds: ['table'] } }
    ]
  }

  resource zones 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: 'tables', properties: { privateDnsZoneId: zone.id } }]
    }
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.table.${environment().suffixes.storage}'
  location: 'global'

  resource link 'virtualNetworkLinks' = {
    name: 'cluster'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network } }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'writes-and-deletes'
  scope: account::tables
  properties: {
    workspaceId: logs
    logs: [
      { category: 'StorageDelete', enabled: true }
    ]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

output tables string = account.properties.primaryEndpoints.table
