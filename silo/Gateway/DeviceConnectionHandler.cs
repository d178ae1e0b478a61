using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Qianliyan.Abstractions.Operations;

namespace Qianliyan.Gateway;

/// <summary>
/// Takes device connections from Kestrel, keeps them within the limits and cuts off those that stand still.
/// </summary>
public sealed class DeviceConnectionHandler(GatewayServices services, SiloDrain drain)
    : ConnectionHandler
{
    readonly ConcurrentDictionary<string, DeviceConnection> _open = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<IPAddress, int> _byAddress = new();

    public int OpenConnections => _open.Count;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        IPAddress address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        string peer = connection.RemoteEndPoint?.ToString() ?? "unknown";
        int ofAddress = _byAddress.AddOrUpdate(address, 1, static (_, count) => count + 1);
        var device = new DeviceConnection(connection, services);
        services.Instruments.Opened();
        string cause = "failed";
        try
        {
            if (drain.HasBegun)
            {
                cause = "the silo drains";
                return;
            }

            if (_open.Count >= services.Options.MaxConnections || ofAddress > services.Options.MaxConnectionsPerAddress)
            {
                GatewayLog.TooMany(services.Logger, peer, _open.Count);
                cause = "too many connections";
                return;
            }

            _open[connection.ConnectionId] = device;
            await device.Run(drain.Begun);
            cause = device.CloseCause;
        }
        catch (Exception e) when (
            e is ConnectionAbortedException or ConnectionResetException or OperationCanceledException or IOException)
        {
            cause = device.CloseCause;
        }
        finally
        {
            _open.TryRemove(connection.ConnectionId, out _);
            if (_byAddress.AddOrUpdate(address, 0, static (_, count) => count - 1) == 0)
                _byAddress.TryRemove(KeyValuePair.Create(address, 0));
            services.Instruments.Closed(cause);
            GatewayLog.Closed(services.Logger, peer, cause);
        }
    }

    /// <summary>Cuts off connections that have made no progress by their deadline.</summary>
    public void CutOffIdle()
    {
        long now = services.Time.GetTimestamp();
        foreach (DeviceConnection device in _open.Values)
        {
            if (now > device.Deadline)
                device.Abort("no progress in time");
        }
    }
}
