using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Codec;

/// <summary>What twins tell each other travels between silos whole.</summary>
public sealed class SignalSerializationTests
{
    public static TheoryData<int> Bodies => [.. Enumerable.Range(0, Golden.Bodies.Length)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_signal_survives_the_way_to_another_silo(int body)
    {
        using ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        Signalled told = Golden.Signalled(Golden.Bodies[body]);

        Signal? received = serializer.Deserialize<Signal>(serializer.SerializeToArray(told.Signal));

        EntryCodecTests.BytesOf(new Signalled(received.ShouldNotBeNull())).ShouldBe(EntryCodecTests.BytesOf(told));
    }
}
