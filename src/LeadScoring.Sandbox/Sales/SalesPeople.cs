namespace LeadScoring.Sandbox.Sales;

static class SalesPeople
{
    public static void Settle(World world)
    {
    }
}
