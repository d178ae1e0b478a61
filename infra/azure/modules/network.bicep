param name string
param nodeSubnetName string
param location string

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    subnets: [
      { name: nodeSubnetName, properties: { addressPrefix: '10.20.0.0/20' } }
      { name: 'endpoints', properties: { addressPrefix: '10.20.16.0/24' } }
    ]
  }

  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

output id string = network.id
output endpointSubnet string = network::endpoints.id
