using System.Collections.Immutable;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// Every policy that was ever in force, and which is in force where. A twin names in its journal the version that it is
/// judged by from then on, so a version keeps its meaning for ever; before that it is the first one of the book.
/// </summary>
/// <remarks>
/// A region's policy holds there in place of the one above it, on the version that it extends: a newer national one does
/// not reach the region before its own file extends that.
/// </remarks>
public sealed class PolicyBook
{
    readonly ImmutableDictionary<string, PolicyDocument> _named;
    readonly ImmutableDictionary<RegionCode, PolicyIssue> _inForce;
    readonly ImmutableList<(PolicyIssue Issue, PolicyLift Lift)> _lifted;

    PolicyBook(
        int number,
        ImmutableList<PolicyIssue> issues,
        ImmutableDictionary<string, PolicyDocument> named,
        ImmutableDictionary<RegionCode, PolicyIssue> inForce,
        ImmutableList<(PolicyIssue Issue, PolicyLift Lift)> lifted)
    {
        Number = number;
        Issues = issues;
        _named = named;
        _inForce = inForce;
        _lifted = lifted;
    }

    /// <summary>Nothing was put in force yet.</summary>
    public static PolicyBook Empty { get; } = new(
        0,
        [],
        ImmutableDictionary<string, PolicyDocument>.Empty,
        ImmutableDictionary<RegionCode, PolicyIssue>.Empty,
        []);

    /// <summary>How often a policy was put in force or lifted; another number may mean another policy.</summary>
    public int Number { get; }

    /// <summary>In the order they were put in force.</summary>
    public ImmutableList<PolicyIssue> Issues { get; }

    /// <summary>What was put in force, in that order.</summary>
    public IEnumerable<Policy> Policies => Issues.Select(issue => _named[issue.Version].Policy);

    /// <summary>The policy that an entry names; the first one of the book for a twin that names none.</summary>
    /// <exception cref="InvalidDataException">The book does not hold it.</exception>
    public Policy Named(string? version) =>
        DocumentOf(version ?? "")?.Policy
            ?? throw new InvalidDataException($"Policy '{version}' was never put in force here.");

    /// <summary>A version as it was read; null when it was never in force.</summary>
    public PolicyDocument? DocumentOf(string version) => _named.GetValueOrDefault(version);

    /// <summary>The file of a version, for files that extend it; null when it was never in force.</summary>
    public string? TextOf(string version) => Issues.Find(issue => issue.Version == version)?.Yaml;

    /// <summary>How a version came to be in force at a moment: the last time it was put in force by then.</summary>
    /// <param name="version">As findings name it.</param>
    /// <param name="at">When an entry was judged; one that a clock has before the first time is of the first.</param>
    /// <returns>Null for a version that was never put in force.</returns>
    public PolicyIssue? IssueOf(string version, BeijingTime at) =>
        Issues.FindLast(issue => issue.Version == version && issue.At <= at)
        ?? Issues.Find(issue => issue.Version == version);

    /// <summary>What was put in force for just this region; null when nothing was.</summary>
    public PolicyIssue? InForceExactly(RegionCode region) => _inForce.GetValueOrDefault(region);

    /// <summary>What is in force in a region; of the nation where none is named.</summary>
    public Policy InForce(RegionCode? region) => Named(Nearest(region)?.Version);

    /// <summary>How it came to be in force; null while nothing is in force there or above.</summary>
    public PolicyIssue? Nearest(RegionCode? region) =>
        (region ?? RegionCode.Nation).SelfAndAncestors().Select(InForceExactly).FirstOrDefault(issue => issue is not null);

    /// <summary>
    /// A file that is in force to the letter, with all that it extends; null for any other. It need not be sound by what
    /// this version of the software asks of one that is to come into force.
    /// </summary>
    /// <param name="yaml">The file.</param>
    /// <param name="resolveBase">The text of a policy by its name; none where it knows no such policy.</param>
    public PolicyIssue? FindInForce(string yaml, Func<string, string?> resolveBase) =>
        _inForce.Values.FirstOrDefault(issue => issue.Yaml == yaml && issue.Bases.All(
            basis => PolicyFile.TextOf(basis.Name, resolveBase) == basis.Yaml));

    /// <summary>The regions within another that have a policy of their own, in order.</summary>
    public IEnumerable<PolicyIssue> OwnWithin(RegionCode region) =>
        _inForce.Values.Where(issue => issue.Region != region && region.Contains(issue.Region)).OrderBy(issue => issue.Region);

    /// <summary>How an issue was lifted; null where it was not.</summary>
    public PolicyLift? LiftOf(PolicyIssue issue) => _lifted.Find(each => ReferenceEquals(each.Issue, issue)).Lift;

    /// <summary>
    /// The book as if a policy were in force that was never issued; its version may be one of the book with another text.
    /// </summary>
    /// <exception cref="PolicyFileException">The file is not a policy.</exception>
    public PolicyBook WithCandidate(PolicyIssue candidate) => new(
        Number + 1,
        Issues.Add(candidate),
        _named.SetItem(candidate.Version, candidate.ReadDocument()),
        _inForce.SetItem(candidate.Region, candidate),
        _lifted);

    /// <summary>The book after a policy was put in force.</summary>
    /// <exception cref="PolicyFileException">The file is not a policy.</exception>
    /// <exception cref="InvalidDataException">
    /// It names itself otherwise, or its version was in force with another text.
    /// </exception>
    public PolicyBook With(PolicyIssue issue)
    {
        PolicyIssue? same = Issues.Find(earlier => earlier.Version == issue.Version);
        if (same is not null && same.Hash != issue.Hash)
        {
            throw new InvalidDataException(
                $"Policy '{issue.Version}' was put in force on {same.At} with another text (SHA-256 {same.Hash}); "
                + "a changed file needs a new version.");
        }

        PolicyDocument document = issue.ReadDocument();
        if (document.Policy.Version != issue.Version)
            throw new InvalidDataException($"The file names itself '{document.Policy.Version}', not '{issue.Version}'.");
        ImmutableDictionary<string, PolicyDocument> named = _named.SetItem(issue.Version, document);
        return new PolicyBook(
            Number + 1,
            Issues.Add(issue),
            Number == 0 ? named.SetItem("", document) : named,
            _inForce.SetItem(issue.Region, issue),
            _lifted);
    }

    /// <summary>How the policy of a region would be lifted.</summary>
    /// <exception cref="InvalidDataException">The region has no policy of its own, or nothing is in force above it.</exception>
    public PolicyLift LiftIn(RegionCode region, string by, string reason, BeijingTime at)
    {
        if (region.Parent is not { } parent)
            throw new InvalidDataException("The policy of the whole country cannot be lifted: put another in force.");
        PolicyIssue? above = Nearest(parent);
        if (InForceExactly(region) is not { } own)
        {
            throw new InvalidDataException(
                $"regions/{region} has no policy of its own: {above?.Version} is in force there, put in regions/{above?.Region}.");
        }

        return above is not null
            ? new PolicyLift(region, own.Version, by, reason, at)
            : throw new InvalidDataException($"Nothing is in force above regions/{region}: put a policy in force there first.");
    }

    /// <summary>The book after a region's own policy was lifted.</summary>
    public PolicyBook With(PolicyLift lift) => new(
        Number + 1,
        Issues,
        _named,
        _inForce.Remove(lift.Region),
        _lifted.Add((_inForce[lift.Region], lift)));
}
