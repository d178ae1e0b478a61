using Qianliyan.Domain.Policies.Files;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// Reads policy files (YAML). A file is complete, or it is regional: it <c>extends</c> another by name, says its
/// <c>region</c> and holds only what differs. Its version is then "base+regional".
/// </summary>
public static class PolicyFile
{
    /// <summary>The name of the shipped policy, for <c>extends</c>.</summary>
    public const string NationalName = "national";

    static readonly Lazy<string> ShippedText = new(() => Resource("national.yaml"));
    static readonly Lazy<PolicyDocument> Shipped = new(() => Read(NationalName, NationalText, _ => null));

    /// <summary>The national policy that ships with the domain.</summary>
    public static Policy National => Shipped.Value.Policy;

    public static PolicyDocument NationalDocument => Shipped.Value;

    public static string NationalText => ShippedText.Value;

    /// <summary>Reads a file that is complete or extends the national policy.</summary>
    /// <exception cref="PolicyFileException">The text is not a policy.</exception>
    public static Policy Parse(string yaml) => Parse(yaml, _ => null);

    /// <param name="yaml">The file.</param>
    /// <param name="resolveBase">The text of a policy by its name; none where it knows no such policy.</param>
    /// <exception cref="PolicyFileException">The text is not a policy, or what it extends is none.</exception>
    public static Policy Parse(string yaml, Func<string, string?> resolveBase) =>
        Read("policy", yaml, resolveBase).Policy;

    /// <param name="name">What errors call the file.</param>
    /// <param name="yaml">The file.</param>
    /// <param name="resolveBase">
    /// The text of a policy by its name; none where it knows no such policy. The shipped one needs no telling.
    /// </param>
    /// <exception cref="PolicyFileException">The text is not a policy, or what it extends is none.</exception>
    public static PolicyDocument Read(string name, string yaml, Func<string, string?> resolveBase)
    {
        PolicyMap own = PolicyText.Read(name, yaml);
        PolicyMap root = Whole(name, own, resolveBase, []);
        PolicyFault[] faults = [.. PolicyMissing.Condensed(root, [.. PolicySchema.Faults(root)])];
        if (faults.Length > 0)
            throw new PolicyFileException(faults);
        Policy policy = PolicyReader.Read(root);
        faults = PolicyReader.Faults(policy, root);
        return faults.Length == 0 ? new PolicyDocument(policy, root, [], Extends(own)) : throw new PolicyFileException(faults);
    }

    /// <summary>Holds a policy against the natural day, Beijing time, that it is to be put in force on.</summary>
    /// <exception cref="PolicyFileException">It does not judge what happens on that day.</exception>
    public static void ThrowIfNotFor(DateOnly day, PolicyDocument document)
    {
        PolicyFault[] faults = PolicyReader.FaultsOn(document.Policy, document.Root, day);
        if (faults.Length > 0)
            throw new PolicyFileException(faults);
    }

    /// <summary>
    /// Reads a file that was put in force, perhaps by an earlier version of this software. What would be refused today
    /// is not refused again; fields that policies have got since are those of the shipped policy, and fields that they
    /// have no longer are passed over.
    /// </summary>
    /// <param name="name">What errors call the file.</param>
    /// <param name="yaml">The file.</param>
    /// <param name="resolveBase">The text of what it extends, by name.</param>
    /// <exception cref="PolicyFileException">Not even so a policy.</exception>
    public static PolicyDocument ReadIssued(string name, string yaml, Func<string, string?> resolveBase)
    {
        PolicyMap own = PolicyText.Read(name, yaml);
        (PolicyMap root, ValueList<string> added) = PolicyCompletion.Of(
            Whole(name, own, resolveBase, []), typeof(Policy), NationalDocument.Root);
        return new PolicyDocument(PolicyReader.Read(root), root, added, Extends(own));
    }

    static bool Extends(PolicyMap file) => file.Find("extends") is not null;

    /// <summary>The sections of a file, over those of what it extends.</summary>
    static PolicyMap Whole(string name, PolicyMap root, Func<string, string?> resolveBase, List<string> above)
    {
        if (root.Find("extends") is not { } extends)
            return root;
        string basis = (extends as PolicyScalar)?.Text ?? "";
        string? reason = basis.Length == 0 ? "is not the name of a policy"
            : above.Contains(basis) || basis == name ? "extends itself"
            : null;
        string? text = reason is null ? TextOf(basis, resolveBase) : null;
        if (text is null)
        {
            throw new PolicyFileException(
                [PolicyFault.At(extends, "extends", reason ?? "is not the name of a policy that is known")]);
        }

        return PolicyMerge.Over(Whole(basis, PolicyText.Read(basis, text), resolveBase, [.. above, name]), root);
    }

    /// <summary>The text of what a file extends; null where it is not known.</summary>
    internal static string? TextOf(string name, Func<string, string?> resolveBase) =>
        resolveBase(name) ?? (name == NationalName ? NationalText : null);

    static string Resource(string file)
    {
        using Stream stream = typeof(PolicyFile).Assembly.GetManifestResourceStream($"Qianliyan.Domain.Policies.{file}")
            ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
