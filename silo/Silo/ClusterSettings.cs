using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Qianliyan.Storage.AzureTables;

namespace Qianliyan.Silo;

/// <summary>The cluster a silo belongs to, and where its storage is.</summary>
/// <param name="Storage">
/// Connection string of Azure Table storage or Azurite; or the table endpoint, an https address, which is asked with the
/// identity of the machine.
/// </param>
/// <param name="Table">The physical table.</param>
/// <param name="Shards">Partitions of the table over which the rows are spread; null is the store's default.</param>
/// <param name="Id">Silos of one id find each other. A new one starts a new cluster over the same data.</param>
/// <param name="Advertised">Address at which the other silos reach this one.</param>
/// <param name="Pod">The pod that the silo runs in; null outside of Kubernetes.</param>
public sealed record ClusterSettings(
    string Storage, string Table, int? Shards, string Id, IPAddress Advertised, KubernetesPod? Pod)
{
    /// <summary>An emulator is fastest with one transaction at a time.</summary>
    bool IsEmulator =>
        Storage.Contains("devstoreaccount1", StringComparison.Ordinal)
        || Storage.Contains("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase);

    public void Configure(AzureTableStoreOptions options)
    {
        options.TableName = Table;
        if (Uri.TryCreate(Storage, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme == Uri.UriSchemeHttps)
            options.Endpoint = endpoint;
        else
            options.ConnectionString = Storage;
        if (IsEmulator)
            options.ConcurrentTransactions = 1;
        options.Shards = Shards ?? options.Shards;
    }

    /// <summary>The address that others can reach when the silo listens there.</summary>
    public static IPAddress AddressOf(IPAddress listen) =>
        listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any) ? OwnAddress() : listen;

    static IPAddress OwnAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        ?? IPAddress.Loopback;
}
