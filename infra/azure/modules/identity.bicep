param prefix string
param location string

@description('Who issues the tokens of service accounts: the OIDC issuer of the cluster.')
param issuer string

resource silos 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${prefix}-silos'
  location: location

  // The service account of infra/kubernetes/base/access.yaml, and no other.
  resource account 'federatedIdentityCredentials' = {
    name: 'silos'
    properties: {
      issuer: issuer
      subject: 'system:serviceaccount:qianliyan:qianliyan'
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

output principal string = silos.properties.principalId
output client string = silos.properties.clientId
