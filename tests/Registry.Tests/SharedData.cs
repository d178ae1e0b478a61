namespace Qianliyan.Registry.Tests;

/// <summary>Finds the real data beside the repository; tests that need it skip where it is absent.</summary>
static class SharedData
{
    public static string Require(string path)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Orleans.sln")))
            root = root.Parent;
        Assert.SkipUnless(root is not null, "The repository root was not found.");
        string file = Path.Combine(root!.FullName, "..", "shared", "data", path);
        Assert.SkipUnless(File.Exists(file), $"The data set ../shared/data/{path} is absent.");
        return file;
    }
}
