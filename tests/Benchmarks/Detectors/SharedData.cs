namespace Qianliyan.Benchmarks.Detectors;

/// <summary>Finds the real data beside the repository.</summary>
static class SharedData
{
    /// <returns>The folder; null where it is absent.</returns>
    public static string? Find()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Orleans.sln")))
            root = root.Parent;
        string? data = root is null ? null : Path.Combine(root.FullName, "..", "shared", "data");
        return Directory.Exists(data) ? data : null;
    }
}
