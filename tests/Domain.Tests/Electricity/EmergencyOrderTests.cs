using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Measurements;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Electricity;

public sealed class EmergencyOrderTests
{
    static readonly EmergencyOrder Order = new() { Number = "7", From = At(6), To = At(20), Cut = 0.3m };

    [Fact]
    public void An_order_of_a_number_a_time_and_a_cut_is_one() => Order.Refusal().ShouldBeNull();

    [Theory]
    [InlineData(1, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_number_has_sixty_four_characters_at_most(int length, bool isOne) =>
        Refused(Order with { Number = new string('7', length) }).ShouldBe(isOne ? null : "Number");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_number_says_something(string number) =>
        (Order with { Number = number }).Refusal().ShouldBe(new OrderRefusal("Number", number, "is empty"));

    [Fact]
    public void A_start_is_set() =>
        (Order with { From = default }).Refusal().ShouldBe(new OrderRefusal("From", "", "is not set"));

    [Theory]
    [InlineData(0, "To")]
    [InlineData(1, null)]
    [InlineData(14 * 86_400, null)]
    [InlineData(14 * 86_400 + 1, "To")]
    public void It_ends_after_it_begins_and_within_fourteen_days(int seconds, string? refused) =>
        Refused(Order with { To = Order.From.AddSeconds(seconds) }).ShouldBe(refused);

    [Theory]
    [InlineData(null, "Cut")]
    [InlineData("0", "Cut")]
    [InlineData("0.0001", null)]
    [InlineData("1", null)]
    [InlineData("1.0001", "Cut")]
    public void It_cuts_something_and_at_most_all(string? cut, string? refused)
    {
        Exact share = cut is null
            ? Exact.None
            : Exact.From(decimal.Parse(cut, System.Globalization.CultureInfo.InvariantCulture));

        Refused(Order with { Cut = share }).ShouldBe(refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_read_back_as_it_was_written(bool isLifted)
    {
        EmergencyOrder order = Order with { IsLifted = isLifted };
        var writer = new EntryWriter();
        EmergencyOrder.Write(writer, order);
        var reader = new EntryReader(writer.ToArray());

        EmergencyOrder.Read(ref reader).ShouldBe(order);
        reader.AtEnd.ShouldBeTrue();
    }

    /// <summary>The property that is not right; null of an order that is one.</summary>
    static string? Refused(EmergencyOrder order) => order.Refusal()?.Property;
}
