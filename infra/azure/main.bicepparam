using 'main.bicep'

param prefix = 'qianliyan'
param administrators = readEnvironmentVariable('QIANLIYAN_ADMINISTRATORS', '00000000-0000-0000-0000-000000000000')
param alertEmail = readEnvironmentVariable('QIANLIYAN_ALERT_EMAIL', 'operators@example.org')
param nodes = 4
