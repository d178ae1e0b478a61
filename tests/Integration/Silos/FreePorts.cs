using System.Net;
using System.Net.Sockets;

namespace Qianliyan.Integration.Silos;

static class FreePorts
{
    /// <summary>Whether nobody listens on any of these at the moment.</summary>
    public static bool AreFree(IEnumerable<int> ports)
    {
        foreach (int port in ports)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }
            catch (SocketException)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Ports that nobody listened on a moment ago, all different.</summary>
    public static int[] Take(int count)
    {
        var listeners = new List<TcpListener>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                listeners.Add(listener);
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
