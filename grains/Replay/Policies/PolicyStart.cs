namespace Qianliyan.Replay.Policies;

/// <summary>The policy file a silo was started with.</summary>
/// <param name="Path">Null for what is in force already.</param>
public sealed record PolicyStart(string? Path)
{
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? Yaml => Path is null ? null : File.ReadAllText(Path);

    /// <summary>A regional file finds the policy that it extends beside itself.</summary>
    public string? Sibling(string name)
    {
        if (Path is null)
            return null;
        string directory = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        string sibling = System.IO.Path.Combine(directory, $"{System.IO.Path.GetFileName(name)}.yaml");
        return File.Exists(sibling) ? File.ReadAllText(sibling) : null;
    }
}
