// Everything that a cluster of silos needs in Azure: see infra/adr/0007 for why AKS. Deploy into a resource group.
targetScope = 'resourceGroup'

@description('Begins the name of every resource.')
@minLength(3)
@maxLength(10)
param prefix string = 'qianliyan'

@description('Region of all resources; one with three availability zones.')
param location string = resourceGroup().location

@description('Object id of the group that administers the cluster.')
param administrators string

@description('Nodes for silos, over three zones. One silo runs on each; one more takes the surge of an upgrade.')
@minValue(3)
@maxValue(100)
param nodes int = 4

@description('Size of these nodes. A silo asks for one core and 4 GiB.')
param nodeSize string = 'Standard_D4as_v5'

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Who is told of alerts.')
param alertEmail string

var networkName = '${prefix}-network'
var nodeSubnetName = 'nodes'
var suffix = uniqueString(resourceGroup().id, prefix)

module network 'modules/network.bicep' = {
  params: { name: networkName, nodeSubnetName: nodeSubnetName, location: location }
}

module monitoring 'modules/monitoring.bicep' = {
  params: { prefix: prefix, suffix: suffix, location: location, logRetentionDays: logRetentionDays }
}

module cluster 'modules/cluster.bicep' = {
  params: {
    prefix: prefix
    suffix: suffix
    location: location
    administrators: administrators
    nodes: nodes
    nodeSize: nodeSize
    networkName: networkName
    nodeSubnetName: nodeSubnetName
    logs: monitoring.outputs.logs
  }
  dependsOn: [network]
}

module identity 'modules/identity.bicep' = {
  params: { prefix: prefix, location: location, issuer: cluster.outputs.issuer }
}

module storage 'modules/storage.bicep' = {
  params: {
    prefix: prefix
    suffix: suffix
    location: location
    writer: identity.outputs.principal
    endpointSubnet: network.outputs.endpointSubnet
    network: network.outputs.id
    logs: monitoring.outputs.logs
  }
}

module metrics 'modules/metrics.bicep' = {
  params: {
    prefix: prefix
    location: location
    cluster: prefix
    workspace: monitoring.outputs.metrics
    alertEmail: alertEmail
  }
  dependsOn: [cluster]
}

@description('What infra/kubernetes/azure/deployment.env holds.')
output storage string = storage.outputs.tables
output identity string = identity.outputs.client
output registry string = cluster.outputs.registry
output cluster string = prefix
output grafana string = monitoring.outputs.grafana
