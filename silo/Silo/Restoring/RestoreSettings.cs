namespace Qianliyan.Silo.Restoring;

/// <summary>What the command line of a restore says.</summary>
/// <param name="Backup">The file.</param>
/// <param name="DataDirectory">Where the data go without a cluster.</param>
/// <param name="Cluster">Null for a directory.</param>
/// <param name="CacheMegabytes">Megabytes for the store's cache of blocks.</param>
sealed record RestoreSettings(string Backup, string DataDirectory, ClusterSettings? Cluster, int CacheMegabytes)
{
    public string Target => Cluster is { } cluster ? $"table {cluster.Table}" : Path.GetFullPath(DataDirectory);
}
