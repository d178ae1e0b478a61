namespace Qianliyan.Cli.Tests;

/// <summary>Finds the real data beside the repository; tests that need it skip where it is absent.</summary>
static class SharedData
{
    public static string Require(string folder)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Orleans.sln")))
            root = root.Parent;
        Assert.SkipUnless(root is not null, "The repository root was not found.");
        string path = Path.Combine(root!.FullName, "..", "shared", "data", folder);
        Assert.SkipUnless(Directory.Exists(path), $"The data set ../shared/data/{folder} is absent.");
        return path;
    }
}
